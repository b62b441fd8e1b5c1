"""Which site and which network a request comes from."""

import pytest
from django.test import RequestFactory

from common.client_network import network_of
from common.request_source import Source, source_of

POST = RequestFactory().post


@pytest.mark.parametrize(
    ("headers", "source"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, Source.OURS),
        ({"Sec-Fetch-Site": "same-site"}, Source.FOREIGN),
        ({"Sec-Fetch-Site": "cross-site"}, Source.FOREIGN),
        ({"Sec-Fetch-Site": "none"}, Source.FOREIGN),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, Source.FOREIGN),
        ({"Origin": "http://testserver"}, Source.OURS),
        ({"Origin": "http://testserver.evil.example"}, Source.FOREIGN),
        ({"Origin": "null"}, Source.FOREIGN),
        ({}, Source.UNKNOWN),
    ],
)
def test_tells_our_pages_from_others(headers, source):
    assert source_of(POST("/", headers=headers)) == source


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_network_is_an_address_or_a_household(address, network):
    assert network_of(POST("/", REMOTE_ADDR=address)) == network


@pytest.mark.parametrize(
    ("trusted", "header", "network"),
    [
        (0, "203.0.113.9", "198.51.100.7"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "junk, 10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (2, "junk, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.7"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, trusted, header, network):
    settings.TRUSTED_PROXIES = trusted

    request = POST("/", REMOTE_ADDR="198.51.100.7", headers={"X-Forwarded-For": header})

    assert network_of(request) == network
