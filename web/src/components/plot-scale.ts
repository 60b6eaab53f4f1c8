/** Maps a value to a percentage of the plot's width or height; percent coordinates keep axis text at 12 px. */
export type Scale = (value: number) => number

export function linearScale(from: number, to: number, startPercent: number, endPercent: number): Scale {
  const span = to - from || 1
  return (value) => startPercent + ((value - from) / span) * (endPercent - startPercent)
}

/** Round numbers (1, 2 or 5 × 10ⁿ apart) that cover the range, about `count` of them. */
export function niceTicks(from: number, to: number, count = 5): number[] {
  if (!(to > from)) return [from]
  const rough = (to - from) / Math.max(1, count - 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power
  const ticks: number[] = []
  for (let at = Math.floor(from / step); at * step < to + step * 0.999; at += 1)
    ticks.push(Number((at * step).toPrecision(12)))
  return ticks
}
