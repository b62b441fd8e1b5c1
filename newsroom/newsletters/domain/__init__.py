"""What the world can look up of the domain that letters come from. It decides whether they arrive.

Comes in: the names of the settings. Way out: findings in words, for `manage.py check_mail`.
"""
