package io.histostream.inference.image.resample;

import io.histostream.inference.image.Filter;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.image.PictureSize;
import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.decode.RowSink;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Makes a tensor of a picture that comes row by row; for one thread at a time, again and again. The passes of the resize
 * hand rows to one another, so that no picture is kept between them; only a stain normalisation needs all pixels of the
 * tensor's size at once.
 */
public final class TensorWriter implements RowSink {

    /** From here on Pillow resizes a picture that becomes less tall down before across. */
    private static final int TALL = 100;

    private final Preprocessing preprocessing;
    private final Filter filter;
    private final Slot slot;
    /** Null where colours stay as they are. */
    private final StainedFrames stained;

    private PictureSize picture;
    private RowSink first;

    public TensorWriter(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
        this.filter = preprocessing.filter();
        this.slot = Slot.of(preprocessing);
        this.stained = preprocessing.stain() == null ? null : new StainedFrames(preprocessing, slot);
    }

    /** The next picture's tensor goes behind the target's position, which stays where it is. */
    public void writeTo(FloatBuffer target) {
        slot.use(target);
    }

    /** Forgets the target, which belongs to somebody else. */
    public void release() {
        slot.use(null);
    }

    /** Comes after the last row; the tensor is complete afterwards. */
    public void finish() {
        if (stained != null) {
            stained.finish();
        }
    }

    @Override
    public void begin(int width, int height) throws ImageRejectedException {
        PictureSize size = new PictureSize(width, height);
        if (!size.equals(picture)) {
            first = passes(size);
            picture = size;
        }
        first.begin(width, height);
    }

    @Override
    public void row(byte[] rgb, int offset) {
        first.row(rgb, offset);
    }

    private RowSink passes(PictureSize size) throws ImageRejectedException {
        PictureSize model = preprocessing.size();
        List<PictureSize> steps = preprocessing.resize().steps(size, model);
        PictureSize last = steps.get(steps.size() - 1);
        FrameSink frames = stained == null ? slot : stained;
        int frameCount = preprocessing.resize().frames();
        RowSink sink = new FrameRows(frames, frameCount - 1);
        PictureSize cut = model;
        if (frameCount > 1) {
            sink = new Tiles(model, frames, pass(last, model, model, sink));
            cut = last;
        }
        for (int step = steps.size() - 1; step >= 0; step--) {
            PictureSize from = step == 0 ? size : steps.get(step - 1);
            sink = pass(from, steps.get(step), cut, sink);
            cut = from;
        }
        return sink;
    }

    /** One of Pillow's resizes, whose middle is cut out to a size that may be another. */
    private RowSink pass(PictureSize from, PictureSize to, PictureSize cut, RowSink next) {
        AxisWeights across = AxisWeights.of(filter, from.width(), AxisSpan.centre(to.width(), cut.width()));
        AxisWeights down = AxisWeights.of(filter, from.height(), AxisSpan.centre(to.height(), cut.height()));
        if (from.height() > TALL * from.width() && to.height() < from.height()) {
            AxisWeights stayAcross = AxisWeights.of(filter, from.width(), AxisSpan.whole(from.width()));
            AxisWeights stayDown = AxisWeights.of(filter, cut.height(), AxisSpan.whole(cut.height()));
            return new Resampler(stayAcross, down, new Resampler(across, stayDown, next));
        }
        return new Resampler(across, down, next);
    }
}
