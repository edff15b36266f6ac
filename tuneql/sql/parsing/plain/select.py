"""Reads the plainest SELECTs without sqlglot's parser: most of those that people write and models answer with.

The trees are those of the parser, but without the positions of words in the text, and they take a fraction of the time;
everything less plain, and text that is not SQL, is left to the parser. Plain are: columns, the five aggregates, numbers
and texts; tables and subqueries, joined ON a condition or by a comma; comparisons, IN, LIKE, BETWEEN, IS NULL and
EXISTS, with AND, OR, NOT and parentheses; subqueries as values; one UNION, INTERSECT or EXCEPT; WITH before all.
"""

import re
from typing import Any, Final

from sqlglot import exp

from tuneql.sql.parsing.plain.manners import DIALECTS
from tuneql.sql.parsing.plain.terms import NotPlainError, Terms, tokens_of

_COMPARISONS: Final[dict[str, type[exp.Expr]]] = {
    "=": exp.EQ, "!=": exp.NEQ, "<>": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE,
}  # fmt: skip
_SET_OPERATIONS: Final[dict[str, type[exp.SetOperation]]] = {
    "UNION": exp.Union,
    "INTERSECT": exp.Intersect,
    "EXCEPT": exp.Except,
}

# A call of a function other than the five: most text that is not plain has one, so that this is checked first. MIN ends
# like IN.
_OTHER_CALL: Final = re.compile(
    r"\((?<=\w\()(?<!count\()(?<!max\()(?<!in\()(?<!sum\()(?<!avg\()(?<!as\()(?<!exists\()", re.IGNORECASE
)

# A usual alias without AS: a letter and a number. Other words may begin a clause.
_SHORT: Final = re.compile(r"[A-Za-z]\d*")


def read_plain_select(sql: str, dialect: str) -> exp.Expr | None:
    """The tree of a text that is one plain query; None for all other texts."""
    if dialect not in DIALECTS or not sql[:6].upper().startswith(("SELECT", "WITH")) or _OTHER_CALL.search(sql):
        return None
    try:
        return _Reader(tokens_of(sql), dialect).whole()
    except NotPlainError:
        return None


class _Reader(Terms):
    """Reads a query from its tokens, from left to right; each method reads one part, and raises NotPlainError."""

    def whole(self) -> exp.Expr:
        """The whole query, up to the end of the text."""
        ctes = self.several(self.cte) if self.took("WITH") else None
        tree = self.query()
        if ctes:
            tree.set("with_", exp.With(expressions=ctes))
        if self.words[self.place] == ";":
            self.place += 1
        if self.words[self.place]:
            raise NotPlainError
        return tree

    def cte(self) -> exp.CTE:
        """One of the queries of WITH, with its name."""
        name = self.name()
        self.expect("AS")
        self.expect("(")
        found = exp.CTE(this=self.query(), alias=exp.TableAlias(this=name))
        self.expect(")")
        return found

    def query(self) -> exp.Query:
        """A SELECT, or a set operation of two without ORDER BY and LIMIT."""
        left = self.select()
        kind = _SET_OPERATIONS.get(self.words[self.place])
        if kind is None:
            return left
        self.place += 1
        distinct = not (kind is exp.Union and self.took("ALL"))
        if distinct and not self.manner.distinct_unsaid:
            raise NotPlainError
        right = self.select()
        if any(side.args.get(key) for side in (left, right) for key in ("order", "limit")):
            raise NotPlainError
        return kind(this=left, distinct=distinct, expression=right)

    def select(self) -> exp.Select:
        """One SELECT with its clauses."""
        self.expect("SELECT")
        args: dict[str, Any] = {}
        if self.took("DISTINCT"):
            args["distinct"] = exp.Distinct()
        args["expressions"] = self.several(self.output)
        args["limit"] = None  # the parser puts it at this position
        if self.took("FROM"):
            args["from_"] = exp.From(this=self.table())
            if joins := self.joins():
                args["joins"] = joins
        if self.took("WHERE"):
            args["where"] = exp.Where(this=self.condition())
        if self.took("GROUP"):
            self.expect("BY")
            args["group"] = exp.Group(expressions=self.several(self.operand))
        if self.took("HAVING"):
            args["having"] = exp.Having(this=self.condition())
        if self.took("ORDER"):
            self.expect("BY")
            args["order"] = exp.Order(expressions=self.several(self.ordered))
        if self.took("LIMIT"):
            args["limit"] = exp.Limit(expression=self.number())
        return exp.Select(**args)

    def output(self) -> exp.Expr:
        """A star, or a value with or without an alias."""
        if self.words[self.place] == "*":
            self.place += 1
            return exp.Star()
        value = self.operand()
        return exp.Alias(this=value, alias=self.name()) if self.took("AS") else value

    def table(self) -> exp.Expr:
        """A table or a subquery, with or without an alias."""
        args: dict[str, exp.Expr] = {"this": self.nested().this if self.words[self.place] == "(" else self.name()}
        if self.took("AS") or _SHORT.fullmatch(self.tokens[self.place]):
            args["alias"] = exp.TableAlias(this=self.name())
        return exp.Subquery(**args) if isinstance(args["this"], exp.Select) else exp.Table(**args)

    def joins(self) -> list[exp.Expr]:
        """Tables joined ON a condition, or by a comma."""
        found: list[exp.Expr] = []
        while self.words[self.place] in {",", "JOIN", "LEFT", "INNER"}:
            if self.took(","):
                crosses = {"kind": "CROSS"} if self.manner.comma_crosses else {}
                found.append(exp.Join(this=self.table(), **crosses))
                continue
            kind = self.words[self.place]
            self.place += 1
            if kind != "JOIN":
                self.expect("JOIN")
            side = {"LEFT": {"side": "LEFT"}, "INNER": {"kind": "INNER"}}.get(kind, {})
            table = self.table()
            self.expect("ON")
            found.append(exp.Join(this=table, **side, on=self.condition()))
        return found

    def condition(self) -> exp.Expr:
        """Conjunctions joined by OR."""
        tree = self.conjunction()
        while self.took("OR"):
            tree = exp.Or(this=tree, expression=self.conjunction())
        return tree

    def conjunction(self) -> exp.Expr:
        """Predicates joined by AND."""
        tree = self.predicate()
        while self.took("AND"):
            tree = exp.And(this=tree, expression=self.predicate())
        return tree

    def predicate(self) -> exp.Expr:
        """One comparison, or a condition in parentheses."""
        word = self.words[self.place]
        if word == "NOT":
            self.place += 1
            return exp.Not(this=self.predicate())
        if word == "(" and self.words[self.place + 1] != "SELECT":
            self.place += 1
            inner = exp.Paren(this=self.condition())
            self.expect(")")
            return inner
        if word == "EXISTS":
            self.place += 1
            return exp.Exists(this=self.nested().this)
        left = self.operand()
        comparison = _COMPARISONS.get(self.words[self.place])
        if comparison is not None:
            self.place += 1
            return comparison(this=left, expression=self.operand())
        if self.took("IS"):
            return self.is_null(left)
        return self.test(left, negated=self.took("NOT"))

    def is_null(self, left: exp.Expr) -> exp.Expr:
        """The end of IS NULL or IS NOT NULL."""
        negated = self.took("NOT")
        self.expect("NULL")
        if negated and self.manner.negates_is:
            return exp.Is(this=left, expression=exp.Null(), negate=True)
        found = exp.Is(this=left, expression=exp.Null())
        return exp.Not(this=found) if negated else found

    def test(self, left: exp.Expr, *, negated: bool) -> exp.Expr:
        """The end of IN, LIKE or BETWEEN."""
        found: exp.Expr
        if self.took("LIKE"):
            found = exp.Like(this=left, expression=self.operand())
            if negated and self.manner.negates_like:
                found.args["negate"] = True
                return found
        elif self.took("BETWEEN"):
            low = self.operand()
            self.expect("AND")
            found = exp.Between(this=left, low=low, high=self.operand())
        else:
            self.expect("IN")
            found = self.inside(left)
            if negated and "query" in found.args and not self.manner.negates_in:
                raise NotPlainError
        return exp.Not(this=found) if negated else found

    def inside(self, left: exp.Expr) -> exp.Expr:
        """A query or literals in parentheses."""
        if self.words[self.place + 1] == "SELECT":
            return exp.In(this=left, query=self.nested())
        self.expect("(")
        found = exp.In(this=left, expressions=self.several(self.operand))
        self.expect(")")
        return found

    def nested(self) -> exp.Subquery:
        """A query in parentheses."""
        self.expect("(")
        found = exp.Subquery(this=self.select())
        self.expect(")")
        return found

    def ordered(self) -> exp.Expr:
        """A key of ORDER BY."""
        key = self.operand()
        if self.took("DESC"):
            return exp.Ordered(this=key, desc=True, nulls_first=self.manner.nulls_first_if_descending)
        if self.took("ASC"):
            return exp.Ordered(this=key, desc=False, nulls_first=self.manner.nulls_first)
        return exp.Ordered(this=key, nulls_first=self.manner.nulls_first)

    def operand(self) -> exp.Expr:
        """A literal, a column, an aggregate, or a query as a value."""
        token = self.tokens[self.place]
        if token.isidentifier():
            return self.aggregate() if self.words[self.place + 1] == "(" else self.column()
        first = token[:1]
        if first == "'":
            return self.text()
        if first == "-":
            self.place += 1
            return exp.Neg(this=self.number())
        if first.isdigit():
            return self.number()
        if first == "(":
            return self.nested()
        return self.column()
