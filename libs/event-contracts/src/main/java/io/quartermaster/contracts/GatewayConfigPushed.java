package io.quartermaster.contracts;

/** Every GitLab node has the configuration and was reconfigured. */
public record GatewayConfigPushed(Origin origin, String detail, int nodes)
    implements OutcomeEvent.Succeeded {}
