package io.quartermaster.sandbox.aws.protocol;

import io.quartermaster.sandbox.exchange.FaultReplies;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.Fault;
import java.util.Map;
import java.util.UUID;

/** Responses of the Query protocol. */
public record AwsReplies(AwsService service) implements FaultReplies {

  /** A success with the XML of the result element, which some operations do not have. */
  public Reply success(String operation, String result) {
    String id = UUID.randomUUID().toString();
    String body =
        """
        <%1$sResponse xmlns="%2$s">%3$s\
        <ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>"""
            .formatted(operation, service.namespace(), result, id);
    return reply(200, id, body);
  }

  public Reply error(AwsRefusal refusal) {
    String id = UUID.randomUUID().toString();
    String error =
        Xml.of(
            xml ->
                xml.element(
                        "Error",
                        e ->
                            e.text("Type", refusal.status() >= 500 ? "Receiver" : "Sender")
                                .text("Code", refusal.code())
                                .text("Message", refusal.getMessage()))
                    .text("RequestId", id));
    String body =
        "<ErrorResponse xmlns=\"" + service.namespace() + "\">" + error + "</ErrorResponse>";
    return reply(refusal.status(), id, body).failed(refusal.code());
  }

  private static Reply reply(int status, String requestId, String body) {
    return new Reply(status, "text/xml", Map.of("x-amzn-RequestId", requestId), body, null);
  }

  @Override
  public Reply throttled(Fault.Throttle throttle) {
    return error(new AwsRefusal(400, "Throttling", "Rate exceeded"))
        .withRetryAfter(throttle.retryAfter());
  }

  @Override
  public Reply failed(Fault.Failure failure) {
    return error(new AwsRefusal(failure.status(), failure.code(), failure.message()));
  }
}
