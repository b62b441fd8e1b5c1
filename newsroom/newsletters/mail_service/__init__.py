"""Services that send the paper's mail through interfaces of their own, by way of django-anymail, where it is installed.

Comes in: settings, and what a service posts about letters. Way out: Django's mailers, bounces and suppressed addresses.
"""
