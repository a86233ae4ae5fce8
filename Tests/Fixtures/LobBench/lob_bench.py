#!/usr/bin/env python3
"""LOB-Bench's point scores between two sets of LOBSTER files, on numpy, pandas and scipy.

An independent computation, written from docs/lob-bench.md and sharing no code with the product or
with the benchmark. The figures of expected.json and of LobBenchRealDataTests were computed with
Python 3.11.7, numpy 2.4.6, pandas 3.1.1 and scipy 1.17.1:

    lob_bench.py REAL_MESSAGES REAL_BOOK GENERATED_MESSAGES GENERATED_BOOK
    lob_bench.py --halves MESSAGES BOOK
    lob_bench.py --fixtures > expected.json
"""
import json
import pathlib
import sys

import numpy as np
import pandas as pd
from scipy.stats import wasserstein_distance

LEVELS = 10
OFI_WINDOW = 100
LAGS = [1, 2, 3, 3, 5, 6, 7, 10, 12, 15, 19, 25, 31, 39, 50, 63, 79, 100, 125, 158, 199]
EVENTS = ["MO_0", "MO_1", "LO_0", "LO_1", "CA_0", "CA_1"]


class Tape:
    """One stretch of market: messages, and the book after each of them."""

    def __init__(self, messages, book):
        self.time, self.kind, self.order, self.size, self.price, self.direction = messages
        self.book = book
        self.ask, self.ask_size, self.bid, self.bid_size = (book[:, k] for k in range(4))
        self.depth = book.shape[1] // 4

    @staticmethod
    def read(messages, book):
        text = pd.read_csv(messages, header=None, dtype={0: str})
        parts = text[0].str.partition(".")
        seconds = parts[0].astype("int64").to_numpy()
        nanoseconds = parts[2].str.ljust(9, "0").astype("int64").to_numpy()
        columns = [text[k].astype("int64").to_numpy() for k in range(1, 6)]
        rows = pd.read_csv(book, header=None).astype("int64").to_numpy()
        return Tape([seconds * 10**9 + nanoseconds] + columns, rows)

    def part(self, start, stop):
        cut = slice(start, stop)
        columns = [self.time, self.kind, self.order, self.size, self.price, self.direction]
        return Tape([column[cut] for column in columns], self.book[cut])

    def halves(self):
        middle = len(self.time) // 2
        return self.part(0, middle), self.part(middle, None)

    @property
    def mid(self):
        return (self.ask + self.bid) / 2


# What is scored: one array for each stretch of market.


def spread(t):
    return t.ask - t.bid


def imbalance(t):
    with np.errstate(invalid="ignore"):
        return (t.bid_size - t.ask_size) / (t.bid_size + t.ask_size)


def log_inter_arrival(t):
    milliseconds = np.diff(t.time) / 1e9 * 1000
    return np.log(np.where(milliseconds == 0, 1e-9, milliseconds))


def log_time_to_cancel(t):
    rows = pd.DataFrame({"id": t.order, "kind": t.kind, "time": t.time})
    rows = rows[rows.kind.isin([1, 2, 3])]
    rows = rows[rows.id.isin(rows.id[rows.kind == 1])]
    place = rows.groupby("id").cumcount()
    first = rows[place == 0].set_index("id").time
    second = rows[place == 1].set_index("id").time
    seconds = (second - first.reindex(second.index)).sort_index().to_numpy() / 1e9
    return np.log(np.where(seconds == 0, 1e-9, seconds))


def volume(column):
    return lambda t: t.book[:, column : 4 * LEVELS : 4].sum(axis=1)


def depth(kinds, sign):
    def score(t):
        distance = (t.price - t.mid)[np.isin(t.kind, kinds)] * sign
        return distance[distance > 0]

    return score


def level(kinds, column, previous):
    def score(t):
        wanted = np.flatnonzero(np.isin(t.kind, kinds))
        if previous:
            wanted = wanted[wanted > 0]
        shown = t.book[wanted - previous][:, column::4]
        return np.nonzero(shown == t.price[wanted][:, None])[1] + 1

    return score


def volume_per_minute(t):
    trades = t.kind == 4
    time, size = t.time[trades], t.size[trades]
    if len(time) == 0:
        return np.array([])
    volume = np.array(pd.Series(size).groupby(time // 10**9).sum(), dtype=float)
    microsecond = time % 10**9 // 1000
    begin, end = int(microsecond[0]), int(microsecond[-1])
    if len(volume) == 1:
        if time[0] == time[-1]:
            return volume * 60
        return volume * (10**6 / (end - begin)) * 60 if end - begin >= 10**5 else np.array([])
    if begin < 900_000:
        volume = volume[1:]
    else:
        volume[0] /= 1 - begin / 10**6
    if end < 100_000:
        volume = volume[:-1]
    else:
        volume[-1] *= 10**6 / end
    return volume * 60


def flow_imbalance(t):
    up_bid, down_bid = np.diff(t.bid) >= 0, np.diff(t.bid) <= 0
    up_ask, down_ask = np.diff(t.ask) >= 0, np.diff(t.ask) <= 0
    change = up_bid * t.bid_size[1:] - down_bid * t.bid_size[:-1]
    change = change - down_ask * t.ask_size[1:] + up_ask * t.ask_size[:-1]
    return pd.Series(change).rolling(OFI_WINDOW).mean().to_numpy()[OFI_WINDOW - 1 :]


def flow_imbalance_before(sign):
    def score(t):
        step = np.sign(np.diff(t.mid))[OFI_WINDOW:]
        return flow_imbalance(t)[:-1][step == sign]

    return score


def time_of_day(t):
    return (t.time - t.time[0] % 1000) / 1e9


def volatility(t):
    mid = pd.Series(t.mid, index=t.time // 10**8).groupby(level=0).last()
    with np.errstate(invalid="ignore", divide="ignore"):
        log_mid = np.log(mid.reindex(range(mid.index[0], mid.index[-1] + 1)))
    deviation = log_mid.diff().std()
    return np.full(len(t.time), 0.0 if np.isnan(deviation) else deviation)


ROWS = {
    "spread": (spread, True),
    "orderbook_imbalance": (imbalance, False),
    "log_inter_arrival_time": (log_inter_arrival, False),
    "log_time_to_cancel": (log_time_to_cancel, False),
    "ask_volume_touch": (lambda t: t.ask_size, False),
    "bid_volume_touch": (lambda t: t.bid_size, False),
    "ask_volume": (volume(1), False),
    "bid_volume": (volume(3), False),
    "limit_ask_order_depth": (depth([1], 1), False),
    "limit_bid_order_depth": (depth([1], -1), False),
    "ask_cancellation_depth": (depth([2, 3], 1), False),
    "bid_cancellation_depth": (depth([2, 3], -1), False),
    "limit_ask_order_levels": (level([1], 0, 0), True),
    "limit_bid_order_levels": (level([1], 2, 0), True),
    "ask_cancellation_levels": (level([2, 3], 0, 1), True),
    "bid_cancellation_levels": (level([2, 3], 2, 1), True),
    "vol_per_min": (volume_per_minute, False),
    "ofi": (flow_imbalance, False),
    "ofi_up": (flow_imbalance_before(1), False),
    "ofi_stay": (flow_imbalance_before(0), False),
    "ofi_down": (flow_imbalance_before(-1), False),
}
DECILES = np.arange(0.1, 1.0, 0.1)
HOURS = np.linspace(0, 24 * 60 * 60, 24)
CONDITIONAL = {
    "ask_volume|spread": ((lambda t: t.ask_size, "deciles"), (spread, "values")),
    "spread|hour": ((spread, "deciles"), (time_of_day, HOURS)),
    "spread|volatility": ((spread, "values"), (volatility, "deciles")),
}


# Bins and distances.


def thresholds(pooled, how):
    pooled = np.asarray(pooled, dtype=float)
    if isinstance(how, np.ndarray):
        return how
    if how == "values":
        return np.unique(pooled)
    if how == "fd":
        return np.histogram_bin_edges(pooled[np.isfinite(pooled)], bins="fd")
    cuts = np.quantile(pooled, DECILES)
    same = np.concatenate([[False], cuts[1:] == cuts[:-1]])
    third = np.concatenate([[False], same[1:] & same[:-1]])
    cuts = cuts[~third]
    cuts[np.concatenate([[False], cuts[1:] == cuts[:-1]])] += 0.01
    return cuts


def bins_of(stretches, how, pooled):
    cuts = thresholds(pooled, how)
    return [np.searchsorted(cuts, np.asarray(s, dtype=float), side="right") for s in stretches]


def l1_of(real, generated, real_bins, generated_bins):
    p = pd.Series(real_bins[~np.isnan(real)]).value_counts(normalize=True)
    q = pd.Series(generated_bins[~np.isnan(generated)]).value_counts(normalize=True)
    return float(p.sub(q, fill_value=0).abs().sum() / 2)


def wasserstein_of(real, generated):
    pooled = np.concatenate([real, generated])
    deviation = pooled.std(ddof=1) if len(pooled) > 1 else np.nan
    if np.isnan(deviation) or deviation == 0:
        return np.nan
    mean = pooled.mean()
    return float(wasserstein_distance((real - mean) / deviation, (generated - mean) / deviation))


def distances(real, generated, real_bins, generated_bins):
    if len(real) == 0 or len(generated) == 0:
        return 1.0, np.nan
    return l1_of(real, generated, real_bins, generated_bins), wasserstein_of(real, generated)


def unconditional(real, generated, score, is_discrete):
    real, generated = [[score(t) for t in side] for side in (real, generated)]
    stretches = [np.asarray(s, dtype=float) for s in real + generated]
    pooled = np.concatenate(stretches)
    if len(pooled) == 0:
        return None, None
    bins = bins_of(stretches, "values" if is_discrete else "fd", pooled)
    n = len(real)
    join = np.concatenate
    return distances(join(stretches[:n]), join(stretches[n:]), join(bins[:n]), join(bins[n:]))


def conditional(real, generated, inner, outer):
    tapes = real + generated
    conditions = [outer[0](t).astype(float) for t in tapes]
    groups = np.concatenate(bins_of(conditions, outer[1], np.concatenate(conditions)))
    values = np.concatenate([inner[0](t).astype(float) for t in tapes])
    is_real = np.arange(len(values)) < sum(len(t.time) for t in real)
    total = np.zeros(2)
    for group in np.unique(groups):
        p, q = values[(groups == group) & is_real], values[(groups == group) & ~is_real]
        bins = bins_of([p, *q[:, None]], inner[1], np.concatenate([p, q]))
        scores = distances(p, q, bins[0], np.array([b[0] for b in bins[1:]]))
        total += np.nan_to_num(scores) * (len(p) + len(q)) / len(values)
    return tuple(total)


# The impact of six kinds of events.


def event_rows(t):
    touch = t.book[:, :4]
    changed = np.concatenate([[True], (np.diff(touch, axis=0) != 0).any(axis=1)])
    keep = changed & (touch != 0).all(axis=1) & np.isin(t.kind, [1, 2, 3, 4])
    rows = pd.DataFrame(
        {
            "time": t.time[keep],
            "kind": t.kind[keep],
            "price": t.price[keep],
            "direction": t.direction[keep],
            "mid": np.trunc(t.mid[keep]),
            "sign": np.where(t.kind == 1, t.direction, -t.direction)[keep],
        }
    )
    if len(rows) == 0:
        return rows.assign(event=[])
    moved = (np.diff(touch[keep][:, [0, 2]], axis=0) != 0).any(axis=1)
    names = pd.Series({1: "LO", 2: "CA", 3: "CA", 4: "MO"})[rows.kind.to_numpy()].to_numpy()
    rows["event"] = [f"{n}_{int(m)}" for n, m in zip(names, np.concatenate([[True], moved]))]
    joins = (rows.time.diff() <= 1000) & (rows.kind == 4)
    joins &= (rows.direction == rows.direction.shift()) & (rows.price == rows.price.shift())
    last = ~joins.shift(-1, fill_value=False)
    return rows[last].reset_index(drop=True)


def responses(tapes):
    tables = [event_rows(t) for t in tapes]
    mean = {}
    for event in EVENTS:
        mean[event] = []
        for lag in LAGS:
            parts = []
            for rows in tables:
                move = (rows.mid.shift(-(lag - 1)) - rows.mid.shift(1)) * rows.sign / 100
                parts.append(move[rows.event == event].dropna())
            parts = pd.concat(parts)
            mean[event].append(float(parts.mean()) if len(parts) else np.nan)
    return mean


def impact(real, generated):
    p, q = responses(real), responses(generated)
    events = {e: float(np.abs(np.array(p[e]) - np.array(q[e])).sum()) for e in EVENTS}
    return {"events": events, "score": float(np.mean(list(events.values())))}


# The same L1 for each block of messages of the generated set.


def divergence(real, generated, score, is_discrete, length=50):
    fixed = [np.asarray(score(t), dtype=float) for t in real]
    blocks = max(-(-len(t.time) // length) for t in generated)
    found = []
    for block in range(blocks):
        parts = [t.part(block * length, (block + 1) * length) for t in generated]
        parts = [np.asarray(score(t), dtype=float) for t in parts if len(t.time) > 0]
        if sum(map(len, parts)) == 0 or sum(map(len, fixed)) == 0:
            found.append(None)
            continue
        p, q = np.concatenate(fixed), np.concatenate(parts)
        bins = bins_of([p, q], "values" if is_discrete else "fd", np.concatenate([p, q]))
        found.append(number(l1_of(p, q, bins[0], bins[1])))
    return found


# Output.


def number(value):
    return None if value is None or np.isnan(value) else float(value)


def everything(real, generated, with_divergence=False):
    found = {}
    for name, (score, is_discrete) in ROWS.items():
        if name in ("ask_volume", "bid_volume") and real[0].depth < LEVELS:
            found[name] = {"l1": None, "wasserstein": None}
            continue
        l1, wasserstein = unconditional(real, generated, score, is_discrete)
        found[name] = {"l1": number(l1), "wasserstein": number(wasserstein)}
    for name, (inner, outer) in CONDITIONAL.items():
        l1, wasserstein = conditional(real, generated, inner, outer)
        found[name] = {"l1": number(l1), "wasserstein": number(wasserstein)}
    response = impact(real, generated)
    response["events"] = {name: number(value) for name, value in response["events"].items()}
    result = {"scores": found, "impact": {**response, "score": number(response["score"])}}
    if with_divergence:
        names = [n for n in ROWS if n not in ("ask_volume", "bid_volume") or real[0].depth >= 10]
        result["divergence"] = {n: divergence(real, generated, *ROWS[n]) for n in names}
    return result


def fixtures():
    folder = pathlib.Path(__file__).parent
    read = lambda name: Tape.read(folder / f"{name}_message.csv", folder / f"{name}_orderbook.csv")
    sets = {}
    for pair in ("ten_levels", "one_level"):
        real, generated = read(f"{pair}_real"), read(f"{pair}_generated")
        sets[pair] = everything([real], [generated], with_divergence=True)
        sets[f"{pair}_in_halves"] = everything(list(real.halves()), list(generated.halves()))
    return sets


def main(arguments):
    if arguments == ["--fixtures"]:
        result = fixtures()
    elif arguments[:1] == ["--halves"] and len(arguments) == 3:
        first, second = Tape.read(*arguments[1:]).halves()
        result = everything([first], [second])
    elif len(arguments) == 4:
        result = everything([Tape.read(*arguments[:2])], [Tape.read(*arguments[2:])])
    else:
        sys.exit(__doc__)
    print(json.dumps(result, indent=2, sort_keys=True))


if __name__ == "__main__":
    main(sys.argv[1:])
