/** A line over days as SVG paths: a scale from zero, so that no difference looks larger than it is. */
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";

export interface Drawn {
  line: string;
  area: string;
  /** the last point, which is told beside it */
  end: { x: number; y: number };
  /** where zero is */
  zero: number;
}

export interface Frame {
  width: number;
  height: number;
  /** left free on every side, so that the stroke and the last point are whole */
  margin: number;
}

/** null where there is nothing to draw a line through */
export function drawLine(values: readonly number[], { width, height, margin }: Frame): Drawn | null {
  if (values.length < 2) return null;
  const x = scaleLinear([0, values.length - 1], [margin, width - margin]);
  const most = Math.max(...values, 0);
  const y = scaleLinear([Math.min(...values, 0), most === 0 ? 1 : most], [height - margin, margin]);
  const zero = round(y(0));
  const points = values.map((value, turn) => [round(x(turn)), round(y(value))] as [number, number]);
  const [endX, endY] = points.at(-1) as [number, number];
  return {
    line: line()(points) ?? "",
    area:
      area<[number, number]>()
        .x(([at]) => at)
        .y0(zero)
        .y1(([, at]) => at)(points) ?? "",
    end: { x: endX, y: endY },
    zero,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
