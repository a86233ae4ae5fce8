"""Writes detmath.txt: reference values of the elementary functions, by mpmath at 60 digits.

Run: python3 Tests/Fixtures/detmath.py > Tests/Fixtures/detmath.txt (mpmath 1.3.0).
A row: function, argument bits, [second argument bits], bits of the nearest double, and how far the
true value lies from that double in thousandths of an ulp of it.
"""

import random
import struct

from mpmath import mp, mpf

mp.dps = 60
RANDOM = random.Random(20111112)
# The least positive double.
SMALLEST = 2.0**-1074


def bits(value):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", value))[0]


def nearest(value):
    """The double nearest to an mpf, subnormals included, and the ulp there."""
    if value == 0:
        return 0.0, mpf(SMALLEST)
    exponent = int(mp.floor(mp.log(abs(value), 2)))
    unit = mpf(2) ** (max(exponent, -1022) - 52)
    return float(mp.nint(value / unit) * unit), unit


def row(name, function, *arguments):
    value = function(*[mpf(a) for a in arguments])
    if abs(value) > mpf("1.797693134862315e308"):
        return
    double, unit = nearest(value)
    residual = int(mp.nint((value - mpf(double)) / unit * 1000))
    print(name, *[bits(a) for a in arguments], bits(double), residual)


def exponential_range(low, high):
    """Magnitudes between 2^low and 2^high, equally likely in each octave."""
    return 2.0 ** RANDOM.uniform(low, high)


def signed(value):
    return value if RANDOM.random() < 0.5 else -value


def table(name, function, draws, edges):
    for argument in edges:
        row(name, function, argument)
    for draw, count in draws:
        for _ in range(count // 2):
            row(name, function, draw())


uniform = RANDOM.uniform
table("exp", mp.exp,
      [(lambda: uniform(-745.1, 709.7), 400), (lambda: uniform(-1, 1), 200),
       (lambda: signed(exponential_range(-60, 9)), 200)],
      [709.782712893383, -708.4, -745.0, -744.9, 1.0, -1.0, SMALLEST])
table("expm1", mp.expm1,
      [(lambda: uniform(-40, 709.7), 300), (lambda: uniform(-2, 2), 400),
       (lambda: signed(exponential_range(-60, 5)), 200)],
      [709.782712893383, 1.0, -1.0, SMALLEST])
table("log", mp.log,
      [(lambda: exponential_range(-1074, 1024), 300), (lambda: uniform(0.5, 2), 400),
       (lambda: 1 + signed(exponential_range(-52, -3)), 200)],
      [SMALLEST, 2.0**-1022, 1.7976931348623157e308, 0.9999999999999999, 1.0000000000000002])
table("log1p", mp.log1p,
      [(lambda: exponential_range(-60, 1023), 300), (lambda: uniform(-0.999, 2), 400),
       (lambda: signed(exponential_range(-60, -1)), 200),
       (lambda: -1 + exponential_range(-52, -1), 100)],
      [SMALLEST, 1.7976931348623157e308, -0.9999999999999999])
table("tanh", mp.tanh,
      [(lambda: uniform(-3, 3), 500), (lambda: signed(exponential_range(-40, 5)), 300)],
      [0.5, 0.25, 1.0, 21.9, 22.1])
table("sigmoid", lambda x: 1 / (1 + mp.exp(-x)),
      [(lambda: uniform(-8, 8), 500), (lambda: uniform(-744, 40), 300)],
      [1.0, -1.0, -708.0, -744.0])
table("erf", mp.erf,
      [(lambda: uniform(-3, 3), 500), (lambda: uniform(-6, 6), 200),
       (lambda: signed(exponential_range(-60, 2)), 200)],
      [0.84375, 1.25, 2.857142857142857, 5.99, SMALLEST, 2.0**-1022])
table("erfc", mp.erfc,
      [(lambda: uniform(-3, 3), 400), (lambda: uniform(0, 26.5), 400),
       (lambda: signed(exponential_range(-60, 2)), 200)],
      [0.84375, 1.25, 2.857142857142857, 6.0, 26.5, 27.0, 27.2, -5.99])
table("cbrt", lambda x: mp.sign(x) * mp.cbrt(abs(x)),
      [(lambda: signed(exponential_range(-1074, 1024)), 300), (lambda: uniform(-8, 8), 500),
       (lambda: uniform(-0.125, 0.125), 200)],
      [SMALLEST, 2.0**-1022, 27.0, -8.0, 1.7976931348623157e308])


def power(x, y):
    return mp.power(x, y)


for _ in range(250):
    row("pow", power, uniform(0.1, 10), uniform(-20, 20))
for _ in range(100):
    base = exponential_range(-1074, 1024)
    row("pow", power, base, uniform(-1074, 1023) / float(mp.log(mpf(base), 2)))
for _ in range(150):
    base = 1 + signed(exponential_range(-50, -4))
    row("pow", power, base, uniform(-1074, 1023) / float(mp.log(mpf(base), 2)))
for _ in range(100):
    row("pow", power, -uniform(0.1, 10), float(RANDOM.randrange(-50, 50)))
