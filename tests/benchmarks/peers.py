#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What the expressions of evaluate.cpp cost in NumPy (a million draws) and in OpenTURNS (its algebra of
distributions where it has one, else a million draws). Prints what is installed, medians of five."""
import math
import statistics
import time

LEVELS = [0.05, 0.5, 0.95]


def report(name, run, rounds=5):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        found = run()
        times.append(time.perf_counter() - start)
    values = ", ".join(f"{float(x):.10g}" for x in found)
    print(f"{name}: {statistics.median(times) * 1e3:.1f} ms, quantiles {values}")


def credible(low, high):
    return math.log(math.sqrt(low * high)), math.log(high / low) / 3.2897072539029457


def by_numpy():
    import numpy

    print("NumPy", numpy.__version__)
    size = 1000000
    first, second = credible(1000, 3000), credible(9000, 13000)

    def two_lognormals():
        random = numpy.random.default_rng(1)
        return numpy.quantile(random.lognormal(*first, size) + random.lognormal(*second, size), LEVELS)

    def ten_leaves():
        random = numpy.random.default_rng(1)
        a = random.normal(100, 10, size) * random.lognormal(1, 0.3, size)
        b = random.uniform(5, 10, size) * random.triangular(1, 2, 4, size)
        c = numpy.exp(random.normal(0, 0.5, size)) * random.beta(2, 5, size)
        d = random.gamma(3, 2, size) + random.lognormal(0, 0.25, size)
        last = numpy.log(random.uniform(10, 20, size) * random.lognormal(2, 0.1, size))
        return numpy.quantile((a + b - c) / d + last, LEVELS)

    report("two lognormals, a million draws", two_lognormals)
    report("ten leaves, a million draws", ten_leaves)


def by_openturns():
    import openturns

    print("OpenTURNS", openturns.__version__)
    first, second = credible(1000, 3000), credible(9000, 13000)

    def two_lognormals():
        total = openturns.LogNormal(*first) + openturns.LogNormal(*second)
        return [total.computeQuantile(p)[0] for p in LEVELS]

    def ten_leaves():
        a = openturns.Normal(100, 10) * openturns.LogNormal(1, 0.3)
        b = openturns.Uniform(5, 10) * openturns.Triangular(1, 2, 4)
        c = openturns.Normal(0, 0.5).exp() * openturns.Beta(2, 5, 0, 1)
        d = openturns.Gamma(3, 0.5) + openturns.LogNormal(0, 0.25)
        total = (a + b - c) / d + (openturns.Uniform(10, 20) * openturns.LogNormal(2, 0.1)).log()
        return [total.computeQuantile(p)[0] for p in LEVELS]

    report("two lognormals, algebra", two_lognormals)
    report("ten leaves, algebra", ten_leaves, rounds=1)


for peer in (by_numpy, by_openturns):
    try:
        peer()
    except ImportError as missing:
        print(f"left out: {missing}")
