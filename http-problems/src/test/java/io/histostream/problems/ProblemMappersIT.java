package io.histostream.problems;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemMappersIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":               | 400 | MALFORMED_JSON  | not JSON
            {"name":"a","born":1}  | 400 | UNKNOWN_FIELD   | born
            {"name":"a","age":"x"} | 400 | INVALID_REQUEST | age
            {"name":"","age":1}    | 400 | INVALID_REQUEST | rule
            """)
    void aBodyThatBreaksARuleIsAProblem(String body, int status, String code, String detail) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/sample")
                .then()
                .statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", org.hamcrest.Matchers.equalTo(code))
                .body("detail", containsString(detail));
    }

    @Test
    void anUnexpectedExceptionShowsNothingOfTheInside() {
        given().get("/sample/broken")
                .then()
                .statusCode(500)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("incident"))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void overloadTellsWhenToComeBack() {
        given().get("/sample/overloaded")
                .then()
                .statusCode(429)
                .header("Retry-After", "7")
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void anUnknownAddressIsAProblem() {
        given().get("/nowhere").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void anUnsupportedMediaTypeIsAProblem() {
        given().contentType("text/plain")
                .body("x")
                .post("/sample")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", org.hamcrest.Matchers.equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void itemsThatAreWrongStandInErrors() {
        given().get("/sample/items").then().statusCode(422).body("errors", contains("first", "second"));
    }
}
