package io.histostream.systemtests.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** How a page is looked at. */
enum View {
    DESKTOP(1280, 900, ColorScheme.LIGHT),
    PHONE(390, 844, ColorScheme.LIGHT),
    DARK(1280, 900, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme colours;

    View(int width, int height, ColorScheme colours) {
        this.width = width;
        this.height = height;
        this.colours = colours;
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                // Colours are looked at as they are, not as they fade in.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setAcceptDownloads(true);
    }
}
