"""Put new files and folders in the place of old ones: all of them, or none."""

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Exchange:
    """Renames alone, so that each is done in a moment. The old stays beside the new, under a name with the stamp."""

    stamp: str
    done: list[tuple[Path, Path]] = field(default_factory=list)
    staged: list[Path] = field(default_factory=list)

    def stage(self, place: Path) -> Path:
        """Where to make what is to stand at this place. What an earlier try left there goes."""
        draft = place.with_name(f"{place.name}.restoring")
        remove(draft)
        draft.parent.mkdir(parents=True, exist_ok=True)
        self.staged.append(draft)
        return draft

    def aside(self, place: Path) -> Path:
        return place.with_name(f"{place.name}.before-{self.stamp}")

    def put(self, draft: Path, place: Path) -> None:
        if place.exists():
            self.move(place, self.aside(place))
        self.move(draft, place)

    def move(self, origin: Path, to: Path) -> None:
        origin.rename(to)
        self.done.append((origin, to))

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        with ExitStack() as undo:
            undo.callback(self._put_back)
            yield
            undo.pop_all()

    def _put_back(self):
        for origin, to in reversed(self.done):
            to.rename(origin)

    def clean(self) -> None:
        """Remove what was staged and never put in its place."""
        for draft in self.staged:
            remove(draft)


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    with contextlib.suppress(FileNotFoundError, IsADirectoryError):
        path.unlink()
