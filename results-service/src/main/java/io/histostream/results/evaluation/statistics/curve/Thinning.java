package io.histostream.results.evaluation.statistics.curve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;

/** Leaves points out of a line where they are missed least (Douglas and Peucker, the farthest point first). */
final class Thinning {

    private record Gap(int from, int to, int farthest, double distance) {}

    private Thinning() {}

    /** At most {@code most} of the points, in order, both ends among them; all that bend the line where they fit. */
    static <P> List<P> of(List<P> points, ToDoubleFunction<P> x, ToDoubleFunction<P> y, int most) {
        if (most < 2) {
            throw new IllegalArgumentException("A line has two ends");
        }
        if (points.size() <= most) {
            return List.copyOf(points);
        }
        double[] xs = points.stream().mapToDouble(x).toArray();
        double[] ys = points.stream().mapToDouble(y).toArray();
        BitSet kept = new BitSet(xs.length);
        kept.set(0);
        kept.set(xs.length - 1);
        PriorityQueue<Gap> gaps = new PriorityQueue<>(
                Comparator.comparingDouble(Gap::distance).reversed().thenComparingInt(Gap::from));
        gaps.add(gap(xs, ys, 0, xs.length - 1));
        for (int count = 2; count < most; count++) {
            Gap widest = gaps.remove();
            if (widest.distance() <= 0) {
                break;
            }
            kept.set(widest.farthest());
            gaps.add(gap(xs, ys, widest.from(), widest.farthest()));
            gaps.add(gap(xs, ys, widest.farthest(), widest.to()));
        }
        List<P> thinned = new ArrayList<>(most);
        kept.stream().forEach(index -> thinned.add(points.get(index)));
        return thinned;
    }

    private static Gap gap(double[] xs, double[] ys, int from, int to) {
        double width = xs[to] - xs[from];
        double height = ys[to] - ys[from];
        double length = Math.hypot(width, height);
        int farthest = from;
        double distance = 0;
        for (int index = from + 1; index < to; index++) {
            double away = length == 0
                    ? Math.hypot(xs[index] - xs[from], ys[index] - ys[from])
                    : Math.abs(width * (ys[index] - ys[from]) - height * (xs[index] - xs[from])) / length;
            if (away > distance) {
                distance = away;
                farthest = index;
            }
        }
        return new Gap(from, to, farthest, distance);
    }
}
