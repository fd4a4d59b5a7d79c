"""`histotool card`: a package's card for people."""

from pathlib import Path

from histotool import card_page, packaging

NAME = "card"
HELP = "Renders a package's card as Markdown, after its digests were checked."


def arguments(parser) -> None:
    parser.add_argument("--package", type=Path, required=True, help="models/NAME/VERSION")
    parser.add_argument("--out", type=Path, help="file outside the package; default: standard output")


def run(options) -> None:
    page = card_page.markdown(packaging.read_card(options.package))
    if options.out:
        options.out.write_text(page, encoding="utf-8")
    else:
        print(page, end="")
