package io.histostream.results.dashboard;

import io.histostream.problems.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows a problem as a page to whoever asked for a page. */
public class ProblemPages {

    /** The page's template. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance problem(Problem problem, List<String> reasons);
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem && asksForPage(request)) {
            List<String> reasons =
                    problem.errors().stream().map(ProblemPages::reason).toList();
            response.setEntity(
                    Templates.problem(problem, reasons).render(), null, MediaType.valueOf("text/html;charset=UTF-8"));
        }
    }

    private static String reason(Object error) {
        return error instanceof io.histostream.results.query.QueryParameters.ParameterError wrong
                ? wrong.parameter() + ": " + wrong.detail()
                : error.toString();
    }

    /** A browser names HTML first of all; the interface's clients do not name it, and its addresses have no pages. */
    private static boolean asksForPage(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return !path.startsWith("/v1/")
                && !path.startsWith("/q/")
                && request.getAcceptableMediaTypes().stream()
                        .anyMatch(liked -> liked.getType().equals("text")
                                && liked.getSubtype().equals("html"));
    }
}
