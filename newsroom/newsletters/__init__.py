"""The paper's letters by e-mail: which there are, who asked for them, and to whom nothing may be sent.

Comes in: forms, mailed links, lists, reports of servers. Way out: `Subscription.objects.may_be_written_to`.
"""
