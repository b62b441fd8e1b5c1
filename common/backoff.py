"""How long to wait before the next try, when the last ones failed."""

from dataclasses import dataclass


@dataclass
class Backoff:
    """Pauses that double, from the first up to the longest."""

    first: float = 1  # seconds
    longest: float = 60
    tries: int = 0

    def pause(self) -> float:
        """The seconds to wait before the next try."""
        self.tries += 1
        return min(self.first * 2 ** min(self.tries - 1, 32), self.longest)

    def reset(self) -> None:
        self.tries = 0
