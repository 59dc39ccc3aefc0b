"""Elections that anyone can check: the Belenios protocol, version 1, on Ed25519.

Written from the published specification of Belenios 3.3 (Glondu, Cortier, Gaudry). The spec
multiplies; a curve adds: `g^x` of the spec is `group.base(x)` here. Pure: no clock, no database,
no network; randomness is a parameter, so that two implementations can be held side by side.

What a server and a verifier do, and no more: seeds and private codes are for the devices of voters
and trustees, whose code is the browser's. `participation.seed.devices` plays them in Python.
"""

PROTOCOL = 1
"""The version of the protocol written with each election of ours."""
GROUP = "Ed25519"
"""The only group we take."""
