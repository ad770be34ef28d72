// A table to begin with. Its figures are made up, and say so.

export const example = `measure,whose,from,to,value,low,high,source
upheld,An example: all firms,2026-01-01,2026-06-30,0.58,0.52,0.64,Write here where it is published
time-to-close,An example: the median firm,2026-01-01,2026-06-30,20160,,,20160 minutes are 14 days
`;
