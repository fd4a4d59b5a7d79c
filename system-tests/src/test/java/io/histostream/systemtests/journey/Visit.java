package io.histostream.systemtests.journey;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page in a browser, and everything that went wrong while it was open. */
final class Visit implements AutoCloseable {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
    private static final Path SCREENSHOTS = Path.of("target", "pages");
    private static final String EVERY_CHART_IS_DRAWN =
            "() => [...document.querySelectorAll('figure.chart')].every(figure => figure.dataset.drawn)";

    private static final String LOAD_EVERY_PICTURE = "async () => { for (const picture of document.images) {"
            + " picture.loading = 'eager'; await picture.decode().catch(() => {}); } }";

    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new ArrayList<>();

    private Visit(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                troubles.add("console " + message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> troubles.add("script: " + error));
        page.onRequestFailed(request -> {
            // A page that is left breaks off its event stream.
            if (!request.url().endsWith("/events")) {
                troubles.add("request: " + request.url() + " " + request.failure());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400) {
                troubles.add("answer " + response.status() + ": " + response.url());
            }
        });
    }

    static Visit to(URI address, View view, Browser browser) {
        Visit visit = new Visit(browser.newContext(view.options()));
        visit.page.navigate(address.toString());
        visit.page.waitForFunction(EVERY_CHART_IS_DRAWN);
        return visit;
    }

    Page page() {
        return page;
    }

    /** What the page did wrong so far, and where it breaks the rules of accessibility. */
    List<String> findings() {
        List<String> findings = new ArrayList<>(troubles);
        for (Rule rule : new AxeBuilder(page).withTags(RULES).analyze().getViolations()) {
            for (CheckedNode node : rule.getNodes()) {
                findings.add("axe " + rule.getId() + ": " + rule.getHelp() + "; " + node.getTarget() + " "
                        + node.getFailureSummary().replace('\n', ' '));
            }
        }
        if (!page.content().contains("Research use only")) {
            findings.add("the notice is missing");
        }
        if ((Boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
            findings.add("the page is wider than the window");
        }
        return findings;
    }

    void photograph(String name) {
        page.evaluate(LOAD_EVERY_PICTURE);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
