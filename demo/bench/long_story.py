"""A story far longer than any that is printed, made of the demonstration paper's own."""

import re
from collections import defaultdict
from itertools import cycle, islice

from demo.loading.story_files import all_story_files

BETWEEN = re.compile(r"(?<=</p>)(?=<p>)")


def long_body(*, words: int, pictures: list[int], placed: int = 40) -> str:
    """So many words, with pictures placed between them at even distances."""
    whole = BETWEEN.split("".join(story.body(defaultdict(dict)) for story in all_story_files()))
    count, blocks = 0, []
    for block in cycle(whole):
        if count >= words:
            break
        blocks.append(block)
        count += len(re.sub(r"<[^>]*>", " ", block).split())
    for number, pk in enumerate(islice(cycle(pictures), placed)):
        figure = f'<figure data-picture="{pk}"><figcaption>The gates, seen from the quay</figcaption></figure>'
        blocks.insert((number + 1) * len(blocks) // (placed + 1), figure)
    return "".join(blocks)
