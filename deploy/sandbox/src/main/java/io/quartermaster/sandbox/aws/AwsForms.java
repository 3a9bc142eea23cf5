package io.quartermaster.sandbox.aws;

import io.quartermaster.sandbox.exchange.ErrorForms;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.Fault;
import java.util.Map;
import java.util.UUID;

/** Answers of the Query protocol. */
record AwsForms(AwsService service) implements ErrorForms {

  private static final String XML = "text/xml";

  Reply success(Operation operation, String result) {
    String name = operation.name();
    String id = UUID.randomUUID().toString();
    StringBuilder body = new StringBuilder();
    body.append('<').append(name).append("Response xmlns=\"");
    body.append(service.namespace()).append("\">");
    // UpdateRole answers with an empty result element.
    if (operation.wrapped()) {
      body.append('<').append(name).append("Result>").append(result);
      body.append("</").append(name).append("Result>");
    }
    body.append("<ResponseMetadata><RequestId>").append(id);
    body.append("</RequestId></ResponseMetadata></").append(name).append("Response>");
    return new Reply(200, XML, Map.of("x-amzn-RequestId", id), body.toString(), null);
  }

  Reply error(AwsRefusal refusal) {
    String id = UUID.randomUUID().toString();
    String type = refusal.status() >= 500 ? "Receiver" : "Sender";
    String error =
        Xml.of(
            xml ->
                xml.element(
                        "Error",
                        e ->
                            e.text("Type", type)
                                .text("Code", refusal.code())
                                .text("Message", refusal.text()))
                    .text("RequestId", id));
    String body =
        "<ErrorResponse xmlns=\"" + service.namespace() + "\">" + error + "</ErrorResponse>";
    return new Reply(refusal.status(), XML, Map.of("x-amzn-RequestId", id), body, refusal.code());
  }

  @Override
  public Reply throttled(Fault.Throttle throttle) {
    Reply reply = error(new AwsRefusal(400, "Throttling", "Rate exceeded"));
    return throttle.retryAfter() == null
        ? reply
        : reply.with(Map.of("Retry-After", String.valueOf(throttle.retryAfter().toSeconds())));
  }

  @Override
  public Reply failed(Fault.Failure failure) {
    return error(new AwsRefusal(failure.status(), failure.code(), failure.message()));
  }
}
