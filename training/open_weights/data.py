"""Reads rows as token ids, each with the position where its answer begins."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transformers import PreTrainedTokenizerBase

from open_weights.chat import Rendered, messages_of, render
from open_weights.errors import InvalidData


@dataclass(frozen=True)
class Example:
    """One row in tokens.

    Attributes:
        tokens: prompt, then answer with the token that ends it.
        answer: index of the answer's first token; what precedes it is context and has no loss.
    """

    tokens: tuple[int, ...]
    answer: int


@dataclass(frozen=True)
class Dataset:
    """The rows of one file or folder.

    Attributes:
        examples: those to train on, in the order of the file.
        dropped: reason → number of rows left out.
    """

    examples: tuple[Example, ...]
    dropped: Mapping[str, int]

    @property
    def digest(self) -> str:
        """A hash of all tokens, by which a resumed training recognises its data."""
        rows = "\n".join(f"{row.answer} {row.tokens}" for row in self.examples)
        return hashlib.sha256(rows.encode()).hexdigest()


def read_dataset(path: Path, tokenizer: PreTrainedTokenizerBase, *, max_length: int) -> Dataset:
    """Tokenised rows of a JSON Lines file, or of a folder's `*.jsonl` in the order of their names.

    Raises:
        InvalidData: there is no row, or one is not a conversation; names the file and the line.
    """
    rendered = [render_line(tokenizer, line, at) for at, line in _lines(path)]
    if not rendered:
        raise InvalidData(f"{path}: has no rows; give a .jsonl file, or a folder with some")
    examples = encode(tokenizer, rendered)
    kept = tuple(example for example in examples if len(example.tokens) <= max_length)
    if not kept:
        raise InvalidData(f"{path}: every row is longer than max_length, {max_length} tokens; raise it")
    reason = f"longer than max_length ({max_length} tokens)"
    return Dataset(kept, Counter([reason] * (len(examples) - len(kept))))


def render_line(tokenizer: PreTrainedTokenizerBase, line: str, at: str) -> Rendered:
    """One line of a file as text; `at` tells where it is, for messages.

    Raises:
        InvalidData: as `read_dataset`.
    """
    try:
        return render(tokenizer, messages_of(json.loads(line)))
    except json.JSONDecodeError as error:
        raise InvalidData(f"{at}: is not JSON ({error})") from None
    except InvalidData as error:
        raise InvalidData(f"{at}: {error}") from None


def encode(tokenizer: PreTrainedTokenizerBase, rendered: Sequence[Rendered]) -> list[Example]:
    """Token ids; their prompt part is exactly what the model gets when it is asked."""
    prompts = _encode(tokenizer, [row.prompt for row in rendered])
    wholes = _encode(tokenizer, [row.prompt + row.completion for row in rendered])
    return [
        _example(tokenizer, row, prompt, whole) for row, prompt, whole in zip(rendered, prompts, wholes, strict=True)
    ]


def _example(tokenizer: PreTrainedTokenizerBase, row: Rendered, prompt: Sequence[int], whole: Sequence[int]) -> Example:
    # A token may span the boundary if the answer follows; when the model is asked, it never sees such a token.
    if tuple(whole[: len(prompt)]) != tuple(prompt):
        whole = [*prompt, *_encode(tokenizer, [row.completion])[0]]
    return Example(tuple(whole), len(prompt))


def _encode(tokenizer: PreTrainedTokenizerBase, texts: list[str]) -> list[list[int]]:
    ids: list[list[int]] = tokenizer(texts, add_special_tokens=False)["input_ids"]  # the template writes its own
    return ids


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for file in _files(path):
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{file}, line {number}", line


def _files(path: Path) -> Iterable[Path]:
    if not path.exists():
        raise InvalidData(f"{path}: does not exist")
    return sorted(path.glob("*.jsonl")) if path.is_dir() else (path,)
