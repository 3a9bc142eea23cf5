package io.quartermaster.sandbox.gitlab;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.quartermaster.sandbox.exchange.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** GitLab's offset and keyset pagination with all headers. */
final class Paging {

  private static final int LARGEST_PAGE = 100;
  private static final int TOTALS_UP_TO = 10_000;
  private static final int DEEPEST_OFFSET = 50_000;

  private Paging() {}

  static int perPage(GitLabCall call) {
    int size = call.number("per_page", 20);
    return size <= 0 ? 20 : Math.min(size, LARGEST_PAGE);
  }

  static boolean keyset(GitLabCall call) {
    return call.text("pagination", "offset").equals("keyset");
  }

  /** The refusal of lists without keyset pagination. */
  static GitLabRefusal noKeyset() {
    return GitLabRefusal.error(
        405, "Keyset pagination is not yet available for this type of request");
  }

  /** One page by number; only the items of the page are serialized. */
  static <T> Reply offset(GitLabCall call, List<T> all, Function<T, JsonObject> json) {
    if (start(call) >= DEEPEST_OFFSET) {
      throw GitLabRefusal.error(
          405,
          "Offset pagination has a maximum allowed offset of 50000 for requests that return objects"
              + " of this type. Remaining records can be retrieved using keyset pagination.");
    }
    return unboundedOffset(call, all, json);
  }

  /** As {@link #offset}, for lists without keyset pagination. */
  static <T> Reply unboundedOffset(GitLabCall call, List<T> all, Function<T, JsonObject> json) {
    int perPage = perPage(call);
    int page = page(call);
    int from = (int) Math.min(start(call), all.size());
    int to = Math.min(from + perPage, all.size());
    JsonArray items = new JsonArray();
    all.subList(from, to).forEach(item -> items.add(json.apply(item)));
    return Reply.json(200, items.encode()).with(headers(call, page, perPage, all.size()));
  }

  private static int page(GitLabCall call) {
    return Math.max(1, call.number("page", 1));
  }

  private static long start(GitLabCall call) {
    return (long) (page(call) - 1) * perPage(call);
  }

  private static Map<String, String> headers(GitLabCall call, int page, int perPage, int total) {
    int pages = Math.max(1, (total + perPage - 1) / perPage);
    boolean totals = total <= TOTALS_UP_TO;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Page", String.valueOf(page));
    headers.put("X-Per-Page", String.valueOf(perPage));
    headers.put("X-Prev-Page", page > 1 ? String.valueOf(page - 1) : "");
    headers.put("X-Next-Page", page < pages ? String.valueOf(page + 1) : "");
    if (totals) {
      headers.put("X-Total", String.valueOf(total));
      headers.put("X-Total-Pages", String.valueOf(pages));
    }
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(call, "prev", pageNumber(page - 1, perPage)));
    }
    if (page < pages) {
      links.add(link(call, "next", pageNumber(page + 1, perPage)));
    }
    links.add(link(call, "first", pageNumber(1, perPage)));
    if (totals) {
      links.add(link(call, "last", pageNumber(pages, perPage)));
    }
    headers.put("Link", String.join(", ", links));
    return headers;
  }

  private static Map<String, String> pageNumber(int page, int perPage) {
    return Map.of("page", String.valueOf(page), "per_page", String.valueOf(perPage));
  }

  /** One page by position; the last page has no link. */
  static <T> Reply keyset(
      GitLabCall call, List<T> items, Map<String, String> next, Function<T, JsonObject> json) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(json.apply(item)));
    Reply reply = Reply.json(200, array.encode());
    return items.size() < perPage(call)
        ? reply
        : reply.with(Map.of("Link", link(call, "next", next)));
  }

  private static String link(GitLabCall call, String relation, Map<String, String> changes) {
    TreeMap<String, String> query = new TreeMap<>();
    call.parameters().forEach(entry -> query.put(entry.getKey(), String.valueOf(entry.getValue())));
    query.putAll(changes);
    QueryStringEncoder url = new QueryStringEncoder(call.baseUrl() + call.rawPath());
    query.forEach(url::addParam);
    return "<%s>; rel=\"%s\"".formatted(url, relation);
  }
}
