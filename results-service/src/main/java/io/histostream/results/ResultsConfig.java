package io.histostream.results;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything that can be set about the results service. */
@ConfigMapping(prefix = "histostream.results")
public interface ResultsConfig {

    /** The label whose scores are aggregated per slide and patient; a model without this label has no aggregate. */
    @WithDefault("malignant")
    String positiveLabel();

    Intake intake();

    Progress progress();

    Query query();

    Picture picture();

    Evaluation evaluation();

    Labels labels();

    Worklist worklist();

    /** How the study's table is computed, and for how long it is kept. */
    interface Evaluation {

        /** The most images of a data set or batch that is evaluated. */
        @WithDefault("200000")
        int maxImages();

        /** How often the bootstrap draws for an interval, where a request does not say. */
        @WithDefault("1000")
        int resamples();

        /** The most draws that a request may ask for. */
        @WithDefault("10000")
        int maxResamples();

        /** Where the bootstrap's draws begin, where a request does not say: the same figures for the same data. */
        @WithDefault("20260101")
        long seed();

        /** The most models and versions of which every pair is compared. */
        @WithDefault("20")
        int maxContestants();

        /** How many answers are kept. */
        @WithDefault("200")
        int answers();

        /** How many predictions are kept in memory for further questions about the same data set. */
        @WithDefault("2000000")
        long keptPredictions();

        /** How often it is asked whether a kept answer is still true. */
        @WithDefault("PT1S")
        Duration checkInterval();

        /** How old an answer may be that is given while a newer one is computed. */
        @WithDefault("PT60S")
        Duration staleFor();

        /** How many answers are computed at the same time. */
        @WithDefault("1")
        int concurrent();

        /** How many more may wait for their turn. */
        @WithDefault("32")
        int waiting();

        /** How long a request waits for an answer that nobody has asked for before. */
        @WithDefault("PT30S")
        Duration maxWait();
    }

    /** Pictures and heat maps are drawn within these bounds. */
    interface Picture {

        /** The longest file that is decoded for display. */
        @WithDefault("67108864")
        long maxBytes();

        /** The most pixels of a picture that is decoded for display, as its header claims them. */
        @WithDefault("16000000")
        long maxPixels();

        /** How many pictures are drawn at the same time; each takes some bytes for every pixel. */
        @WithDefault("2")
        int concurrent();

        /** How long a request waits for its turn before it is told to come back. */
        @WithDefault("PT10S")
        Duration maxWait();
    }

    /** How messages become rows. */
    interface Intake {

        /** The most rows that one statement writes. */
        @WithDefault("1000")
        int rowsPerStatement();

        /** The first pause when the database does not take rows; each further one is twice as long. */
        @WithDefault("PT0.2S")
        Duration firstPause();

        /** The longest pause between two attempts; there is no last attempt. */
        @WithDefault("PT5S")
        Duration longestPause();

        /** How long a stop waits for the rows that are being written. */
        @WithDefault("PT10S")
        Duration drainTimeout();
    }

    /** How clients are told of a batch's progress. */
    interface Progress {

        /** How often a watched batch is counted, however many clients watch it. */
        @WithDefault("PT0.5S")
        Duration pollInterval();

        /** How often a silent event stream says that it is alive; proxies close silent connections. */
        @WithDefault("PT15S")
        Duration heartbeat();
    }

    /** How much one answer may hold. */
    interface Query {

        /** Rows of a page for which the client gives no limit. */
        @WithDefault("50")
        int defaultLimit();

        /** The greatest limit that a client may give; a page of so many rows is to take less than 50 ms. */
        @WithDefault("500")
        int maxLimit();

        /** How long a page looks for rows that pass its filter; then it ends with what it has, and the walk can go on. */
        @WithDefault("PT0.015S")
        Duration pageBudget();

        /** Rows that an export holds in memory at a time. */
        @WithDefault("1000")
        int exportPage();

        /** The most predictions in the view of one image, slide or patient. */
        @WithDefault("5000")
        int viewLimit();
    }

    /** How much one request of labels may hold. */
    interface Labels {

        /** The longest CSV, which is read as a stream: some 500,000 rows by sha256. */
        @WithDefault("67108864")
        long maxCsvBytes();

        /** The longest JSON, which is read as a whole. */
        @WithDefault("16777216")
        long maxJsonBytes();

        /** How many requests are read at the same time; each holds a connection to the database meanwhile. */
        @WithDefault("4")
        int concurrent();
    }

    /** How far the worklist looks. */
    interface Worklist {

        /** The latest jobs that are looked at. */
        @WithDefault("50000")
        int maxJobs();

        /** How long an order of cases stays as it is, so that pages of it fit together. */
        @WithDefault("PT5M")
        Duration keep();

        /** A score this near to the decision threshold is a reason to look. */
        @WithDefault("0.1")
        double nearThreshold();

        /** A case whose mean score is this uncertain (binary entropy in bits) is a reason to look. */
        @WithDefault("0.9")
        double uncertainFrom();
    }
}
