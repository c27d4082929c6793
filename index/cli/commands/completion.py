"""The command that makes a shell complete what is typed."""

from __future__ import annotations

import click

from index.cli.options import examples


@click.command(
    epilog=examples(
        "newsdex completion bash > ~/.local/share/bash-completion/completions/newsdex",
        "newsdex completion zsh > ~/.zfunc/_newsdex",
        "newsdex completion fish > ~/.config/fish/completions/newsdex.fish",
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, /, shell: str) -> None:
    """Print what makes a shell complete commands, options, ids, sources, fields and values.

    It goes into a file that the shell reads, such as these; of zsh in a folder of $fpath.
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made:
        root = context.find_root()
        click.echo(made(root.command, {}, "newsdex", "_NEWSDEX_COMPLETE").source())
