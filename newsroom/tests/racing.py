"""Processes that race one another, each forked off one that has read Django and holds no connection.

A fork of the script itself would inherit a pool of connections without the threads that keep it; a new interpreter for
each would spend more on reading Django than on the race.
"""

import multiprocessing

import django
from django.urls import get_resolver

django.setup()
assert get_resolver().url_patterns  # which reads all views
fork = multiprocessing.get_context("forkserver")
fork.set_forkserver_preload([__name__])
