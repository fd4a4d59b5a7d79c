package io.histostream.systemtests.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page in a real browser, on the demonstration's data. */
@ExtendWith(RunningSystem.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {

    private static final int LONGEST_WALK = 400;

    private final RunningSystem system;
    private final Site site;
    private Chromium chromium;
    private Browser browser;

    PagesIT(RunningSystem system) {
        this.system = system;
        this.site = new Site(system.ports().resultsUrl());
    }

    @BeforeAll
    void postASecondDataSet() {
        assertThat(system.run("submit", system.demonstrationImages().toString(), "--dataset", Site.SECOND_DATASET)
                        .exitCode())
                .isZero();
    }

    @BeforeAll
    void startBrowser() {
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void everyPageIsSoundAndAccessible(View view) {
        SoftAssertions all = new SoftAssertions();
        site.pages().forEach((name, address) -> {
            try (Visit visit = Visit.to(address, view, browser)) {
                List<String> findings = visit.findings();
                visit.photograph(name + "-" + view.name().toLowerCase(Locale.ROOT));
                all.assertThat(findings).as(address.toString()).isEmpty();
            }
        });
        all.assertAll();
    }

    @Test
    void keyboardSkipsToTheContentAndReachesEveryControl() {
        SoftAssertions all = new SoftAssertions();
        site.pages().forEach((name, address) -> {
            try (Visit visit = Visit.to(address, View.DESKTOP, browser)) {
                Page page = visit.page();
                page.keyboard().press("Tab");
                all.assertThat(page.evaluate("document.activeElement.className"))
                        .as(name)
                        .isEqualTo("skip");
                page.keyboard().press("Enter");
                all.assertThat(page.evaluate("document.activeElement.id"))
                        .as(name)
                        .isEqualTo("main");
                all.assertThat(missedByTab(page))
                        .as("controls of %s that Tab misses", name)
                        .isEmpty();
            }
        });
        all.assertAll();
    }

    @Test
    void everyTableDownloadsAsCsv() {
        SoftAssertions all = new SoftAssertions();
        site.pages().forEach((name, address) -> {
            try (Visit visit = Visit.to(address, View.DESKTOP, browser)) {
                all.assertThat(
                                visit.page()
                                        .evaluate(
                                                "[...document.querySelectorAll('main table')].filter(table =>"
                                                        + " !table.closest('figure, section').querySelector('a[download][href*=\".csv\"]')).length"))
                        .as("tables of %s without a link to a CSV", name)
                        .isEqualTo(0);
                for (Locator link : visit.page().locator("a[download]").all()) {
                    URI file = address.resolve(link.getAttribute("href"));
                    String text = visit.page().request().get(file.toString()).text();
                    all.assertThat(text.lines().count()).as("lines of %s", file).isGreaterThan(1);
                    all.assertThat(text.lines().skip(1))
                            .as(file.toString())
                            .allMatch(line -> line.contains("Research use only"));
                }
            }
        });
        all.assertAll();
    }

    @Test
    void everyChartDownloadsAsSvgAndPng() throws IOException {
        List<String> charts = new ArrayList<>();
        for (Map.Entry<String, URI> entry : site.pages().entrySet()) {
            try (Visit visit = Visit.to(entry.getValue(), View.DESKTOP, browser)) {
                for (Locator chart : visit.page().locator("figure.chart").all()) {
                    charts.add(chart.getAttribute("id"));
                    byte[] svg = download(visit.page(), chart, "svg");
                    assertThat(new String(svg, StandardCharsets.UTF_8))
                            .startsWith("<svg")
                            .contains("Research use only", "<path");
                    byte[] png = download(visit.page(), chart, "png");
                    assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(5_000);
                }
            }
        }
        assertThat(charts)
                .contains("throughput", "metric-chart", "roc", "precision-recall", "reliability", "confusion");
    }

    @Test
    void progressMovesWhileTheModelsWork() throws Exception {
        try (Visit visit = Visit.to(site.page(""), View.DESKTOP, browser)) {
            Page page = visit.page();
            // However fast the models are, nothing has ended when the page opens.
            try (AutoCloseable standing = system.workerStands()) {
                assertThat(system.run(
                                        "submit",
                                        system.demonstrationImages().toString(),
                                        "--dataset",
                                        "again",
                                        "--no-wait")
                                .exitCode())
                        .isZero();
                // The overview finds the new batch by itself.
                page.locator("#batches a", new Page.LocatorOptions().setHasText("again"))
                        .first()
                        .click();
                page.evaluate("seen = [];"
                        + "percent = document.querySelector('[data-value=percent]');"
                        + "new MutationObserver(() => seen.push(Number(percent.textContent)))"
                        + ".observe(percent, { childList: true, characterData: true, subtree: true })");
            }
            page.locator("[data-value=state]", new Page.LocatorOptions().setHasText("Completed"))
                    .waitFor(new Locator.WaitForOptions().setTimeout(120_000));

            List<Integer> seen = ((List<?>) page.evaluate("[...new Set(seen)]"))
                    .stream().map(Integer.class::cast).toList();
            assertThat(seen)
                    .as("percentages seen")
                    .hasSizeGreaterThanOrEqualTo(3)
                    .endsWith(100)
                    .isSorted();
            assertThat(visit.findings()).isEmpty();
        }
    }

    @Test
    void reviewsAndReadsTheStudyWithoutAScript() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(site.page("worklist?reviewed=false").toString());
            Locator form = page.locator("form.review").first();
            String image = page.locator(".cases li").first().getAttribute("id");
            form.getByLabel("Class").selectOption("ductal_carcinoma");
            form.getByLabel("You").fill("pathologist-3");
            form.getByRole(AriaRole.BUTTON).click();
            page.navigate(
                    site.page("images/" + image.substring("case-".length())).toString());
            assertThat(page.locator("#label").innerText())
                    .contains("ductal_carcinoma, which counts as malignant", "says pathologist-3 in a review");

            page.navigate(site.page("evaluation?dataset=" + site.dataset()).toString());
            assertThat(page.locator("table.study").innerText()).containsPattern("resnet34\\s+1.0.0\\s+[01]\\.[0-9]{3}");
        }
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void answersAWrongAddressWithAPage(View view) {
        try (Visit visit = Visit.to(site.page("images/nothing"), view, browser)) {
            visit.photograph("problem-" + view.name().toLowerCase(Locale.ROOT));
            assertThat(visit.findings()).isNotEmpty().allMatch(finding -> finding.contains("404"));
            assertThat(visit.page().locator("h1").textContent()).isEqualTo("There is no such thing");
            assertThat(visit.page().locator("nav[aria-label=Sections] a").count())
                    .isEqualTo(5);
        }
    }

    /** Presses Tab through the whole page and tells which controls never had the focus. */
    private static List<?> missedByTab(Page page) {
        page.evaluate(
                "for (const element of document.querySelectorAll('a[href], button, select, input, summary, [tabindex=\"0\"]')) {"
                        + "  if (element.type !== 'hidden' && element.checkVisibility()) element.dataset.unreached = 'true';"
                        + "}");
        for (int i = 0; i < LONGEST_WALK; i++) {
            page.keyboard().press("Tab");
            Object left = page.evaluate("delete document.activeElement.dataset.unreached;"
                    + "document.querySelectorAll('[data-unreached]').length");
            if (left.equals(0)) {
                break;
            }
        }
        return (List<?>)
                page.evaluate("[...document.querySelectorAll('[data-unreached]')].map(element => element.outerHTML)");
    }

    private static byte[] download(Page page, Locator chart, String format) throws IOException {
        Download download = page.waitForDownload(
                () -> chart.locator("button[data-download=" + format + "]").click());
        assertThat(download.suggestedFilename()).endsWith("-research-use-only." + format);
        return Files.readAllBytes(download.path());
    }
}
