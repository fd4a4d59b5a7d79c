"""The subcommands of `histotool`, one module each."""
