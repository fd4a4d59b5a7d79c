package io.histostream.results.dashboard;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** How pages write numbers, times and ids. */
@TemplateExtension(namespace = "format")
final class Format {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** One entry of the navigation. */
    record Section(String name, String address) {}

    private static final List<Section> SECTIONS = List.of(
            new Section("Overview", "/"),
            new Section("Evaluation", "/evaluation"),
            new Section("Compare", "/compare"),
            new Section("Worklist", "/worklist?reviewed=false"),
            new Section("Models", "/models"));

    private Format() {}

    static List<Section> sections() {
        return SECTIONS;
    }

    /** For example {@code 3 Nov 2026, 16:04:05}; pages say once that times are UTC. */
    static String time(Instant time) {
        return time == null ? "–" : TIME.format(time);
    }

    /** With thin spaces between thousands. */
    static String number(Long number) {
        return String.format(Locale.ENGLISH, "%,d", number).replace(',', '\u2009');
    }

    static String number(Integer number) {
        return number(Long.valueOf(number));
    }

    static String score(Double score) {
        return score == null ? "–" : String.format(Locale.ENGLISH, "%.4f", score);
    }

    /** A part in per cent of the whole, for the length of a bar. */
    static String share(Long part, Long whole) {
        return whole == 0 ? "0" : String.format(Locale.ENGLISH, "%.3f", 100.0 * part / whole);
    }

    /** The score in per cent, for the length of a bar. */
    static String percent(Double score) {
        return score == null ? "0" : String.format(Locale.ENGLISH, "%.1f", 100 * score);
    }

    /** As part of an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Enough of an id to tell rows apart. */
    static String shortId(UUID id) {
        return id.toString().substring(0, 8);
    }

    /** Enough of a digest to tell files apart. */
    static String shortDigest(String digest) {
        return digest == null ? "–" : digest.substring(0, 12);
    }

    /** Microseconds as milliseconds. */
    static String millis(Long micros) {
        return String.format(Locale.ENGLISH, "%.1f ms", micros / 1000.0);
    }

    /** For example {@code Trailing bytes}. */
    static String words(String code) {
        String lower = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }
}
