package io.histostream.results.model;

import io.histostream.contracts.Names;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Patients that a model card lists. A card names them by {@link Pseudonyms#digest}; an older one by the pseudonym itself.
 *
 * @param digests one for each patient
 * @param plain the entries as they stand in the card
 */
public record Patients(Set<String> digests, Set<String> plain) {

    private static final Pattern DIGEST = Pattern.compile(Names.SHA256);

    public Patients {
        digests = Set.copyOf(digests);
        plain = Set.copyOf(plain);
    }

    /** An entry that is not 64 hexadecimal digits is a pseudonym. */
    static Patients of(Collection<String> entries) {
        Set<String> digests = entries.stream()
                .map(entry -> DIGEST.matcher(entry).matches() ? entry : Pseudonyms.digest(entry))
                .collect(Collectors.toSet());
        return new Patients(digests, Set.copyOf(entries));
    }

    /**
     * Whether a patient is listed. A pseudonym that looks like a digest is also compared as it is: that a patient is listed
     * may be said once too often, but not once too seldom.
     */
    public boolean contains(String pseudonym) {
        return digests.contains(Pseudonyms.digest(pseudonym)) || plain.contains(pseudonym);
    }

    public int count() {
        return digests.size();
    }
}
