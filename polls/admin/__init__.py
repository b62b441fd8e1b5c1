"""The desk's polls. Ballots, receipts, secrets and tallies have no form: nobody writes a result."""

from polls.admin import polls

__all__ = ["polls"]
