package io.histostream.results.evaluation.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each name a number, in the order of appearance. */
final class Numbering {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** {@code -1} for no name. */
    int of(String name) {
        if (name == null) {
            return -1;
        }
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known != null) {
            return known;
        }
        names.add(name);
        return names.size() - 1;
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
