import typer

from cli.corpus import app
from tuneql.corpus import Options


def test_every_choice_is_an_option_of_the_command_line_in_the_same_words() -> None:
    command = typer.main.get_command(app).commands["prepare"]  # type: ignore[attr-defined] # a click group
    offered = {parameter.name: parameter for parameter in command.params}
    for name, field in Options.model_fields.items():
        assert offered[name].help == field.description
        assert offered[name].default == field.default
