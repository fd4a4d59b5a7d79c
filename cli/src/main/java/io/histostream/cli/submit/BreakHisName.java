package io.histostream.cli.submit;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file names of the BreakHis data set, such as {@code SOB_B_A-14-22549AB-100-020.png}: biopsy, class, subtype,
 * year, slide, magnification, sequence. The label is the subtype, such as {@code DC}. The letters behind a slide's digits tell cuts of one patient apart.
 */
final class BreakHisName {

    private static final Pattern NAME = Pattern.compile(
            "SOB_(?:B_(?<benign>A|F|PT|TA)|M_(?<malignant>DC|LC|MC|PC))-(?<year>\\d{2})-(?<digits>\\d+)(?<cut>[A-Z]*)"
                    + "-(?<times>\\d{1,3})-\\d+\\.png",
            Pattern.CASE_INSENSITIVE);

    private BreakHisName() {}

    /** Nothing when the name is not of that form. */
    static Optional<Description> parse(String fileName) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches() || Integer.parseInt(name.group("times")) == 0) {
            return Optional.empty();
        }
        String patient = name.group("year") + "-" + name.group("digits");
        String subtype = name.group("benign") == null ? name.group("malignant") : name.group("benign");
        return Optional.of(new Description(
                new Specimen(patient, null, patient + name.group("cut")),
                Magnification.of(Long.parseLong(name.group("times"))),
                subtype.toUpperCase(Locale.ROOT),
                null));
    }
}
