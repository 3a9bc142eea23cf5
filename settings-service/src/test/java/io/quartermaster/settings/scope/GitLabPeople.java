package io.quartermaster.settings.scope;

import static io.restassured.RestAssured.given;

import io.quartermaster.sandbox.Sandbox;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Users and members of the sandbox's GitLab. */
record GitLabPeople(Sandbox sandbox) {

  long user(String name) {
    return gitlab()
        .body("{\"name\": \"%1$s\", \"username\": \"%1$s\"}".formatted(name))
        .post("/service_accounts")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getLong("id");
  }

  void member(String source, long user, int level) {
    gitlab()
        .body("{\"user_id\": %d, \"access_level\": %d}".formatted(user, level))
        .post("/" + source + "/members")
        .then()
        .statusCode(201);
  }

  private RequestSpecification gitlab() {
    return given()
        .baseUri(sandbox.gitlabUrl().toString())
        .basePath("/api/v4")
        .port(sandbox.gitlabUrl().getPort())
        .header("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken())
        .contentType(ContentType.JSON);
  }
}
