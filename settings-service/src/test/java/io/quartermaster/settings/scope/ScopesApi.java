package io.quartermaster.settings.scope;

import io.quartermaster.settings.SettingsApi;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;

/** The addresses of groups and projects, as one caller uses them. */
record ScopesApi(@Nullable String token) {

  static final String ANY = "*";

  static String group(long id) {
    return "/api/v1/groups/" + id + "/amazon_q";
  }

  static String project(long id) {
    return "/api/v1/projects/" + id + "/amazon_q";
  }

  RequestSpecification caller() {
    return SettingsApi.as(token);
  }

  Response get(String path) {
    return caller().get(path);
  }

  Response put(String path, String ifMatch, String availability) {
    return caller()
        .header("If-Match", ifMatch)
        .contentType(ContentType.JSON)
        .body("{\"availability\": \"" + availability + "\"}")
        .put(path);
  }

  /** Chooses, and insists on it. */
  void chosen(String path, String availability) {
    put(path, ANY, availability).then().statusCode(200);
  }

  Response delete(String path, String ifMatch) {
    return caller().header("If-Match", ifMatch).delete(path);
  }
}
