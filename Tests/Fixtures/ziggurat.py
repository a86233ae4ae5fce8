"""Writes the layers of the normal ziggurat, by mpmath at 40 digits (NormalZiggurat.swift).

256 layers of equal area v under exp(-x^2/2): x[0] = v / f(r), x[1] = r, and
f(x[i + 1]) = f(x[i]) + v / x[i], where r is such that x[256] = 0.
"""

from mpmath import mp, mpf, erfc, exp, findroot, log, pi, sqrt

mp.dps = 40


def f(x):
    return exp(-x * x / 2)


def area(r):
    return r * f(r) + sqrt(pi / 2) * erfc(r / sqrt(2))


def edges(r):
    v = area(r)
    xs = [v / f(r), r]
    for _ in range(254):
        xs.append(sqrt(-2 * log(f(xs[-1]) + v / xs[-1])))
    return xs


def excess(r):
    xs = edges(r)
    return f(xs[-1]) + area(r) / xs[-1] - 1


r = findroot(excess, (mpf("3.65415288536"), mpf("3.654152885362")), solver="secant")
xs = edges(r) + [mpf(0)]
print("r", float(r).hex(), float(r), "v", float(area(r)))
for name, values in (("x", xs), ("f", [f(x) for x in xs])):
    print(name)
    for i in range(0, 257, 4):
        print("    " + ", ".join(float(v).hex().replace("p+", "p") for v in values[i:i + 4]) + ",")
