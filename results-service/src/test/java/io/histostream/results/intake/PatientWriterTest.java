package io.histostream.results.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatientWriterTest {

    private final List<Integer> committed = new ArrayList<>();
    private final List<Integer> pauses = new ArrayList<>();
    private int statements;

    @Test
    void writesAllWithOneStatement() {
        assertThat(writer(Set.of(), 0).write(numbers(100))).isEmpty();

        assertThat(committed).isEqualTo(numbers(100));
        assertThat(statements).isEqualTo(1);
    }

    @Test
    void findsTheRefusedOnesAndWritesTheOthersOnce() {
        List<PatientWriter.Refused<Integer>> refused = writer(Set.of(3, 57), 0).write(numbers(100));

        assertThat(refused).extracting(PatientWriter.Refused::message).containsExactly(3, 57);
        assertThat(committed).hasSize(98).doesNotHaveDuplicates().doesNotContain(3, 57);
        assertThat(statements).isLessThan(40);
    }

    @Test
    void waitsForAsLongAsTheDatabaseIsAway() {
        assertThat(writer(Set.of(), 500).write(numbers(10))).isEmpty();

        assertThat(committed).isEqualTo(numbers(10));
        assertThat(pauses).isEqualTo(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void stopsWaitingWhenTheServiceStops() {
        PatientWriter<Integer> writer = new PatientWriter<>(
                messages -> {
                    throw new SQLException("connection refused", "08001");
                },
                (attempt, trouble) -> {
                    throw new StoppedException();
                });

        assertThatThrownBy(() -> writer.write(numbers(1))).isInstanceOf(StoppedException.class);
    }

    @Test
    void onlyWhatTheRowsThemselvesBreakIsRefused() {
        for (String state : List.of("22021", "22P05", "23514", "54000")) {
            assertThat(DatabaseTrouble.of(new SQLException("", state))).isEqualTo(DatabaseTrouble.REFUSED);
        }
        for (String state : List.of("08006", "57P01", "57P03", "53300", "40P01", "40001", "25006", "42P01", "XX000")) {
            assertThat(DatabaseTrouble.of(new SQLException("", state))).isEqualTo(DatabaseTrouble.OUTSIDE);
        }
        assertThat(DatabaseTrouble.of(new SQLException("Acquisition timeout"))).isEqualTo(DatabaseTrouble.OUTSIDE);
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        Duration first = Duration.ofMillis(200);
        Duration longest = Duration.ofSeconds(5);

        assertThat(IntStream.of(0, 1, 2, 4, 5, 1000).mapToObj(attempt -> Pause.length(attempt, first, longest)
                        .toMillis()))
                .containsExactly(200L, 400L, 800L, 3200L, 5000L, 5000L);
    }

    private PatientWriter<Integer> writer(Set<Integer> refused, int outage) {
        return new PatientWriter<>(
                messages -> {
                    if (pauses.size() < outage) {
                        throw new SQLException("the connection is gone", "08006");
                    }
                    statements++;
                    if (messages.stream().anyMatch(refused::contains)) {
                        throw new SQLException("check constraint", "23514");
                    }
                    committed.addAll(messages);
                },
                (attempt, trouble) -> pauses.add(attempt));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
