package io.quartermaster.node;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * Public key authentication (RFC 4252, section 7) with a key of an SSH agent: asks whether the
 * server accepts the key, and only then has the agent sign.
 */
final class AgentAuthentication extends AbstractAuthMethod {
  private final SshAgent agent;
  private final SshAgent.Key key;

  AgentAuthentication(SshAgent agent, SshAgent.Key key) {
    super("publickey");
    this.agent = agent;
    this.key = key;
  }

  @Override
  protected SSHPacket buildReq() throws UserAuthException {
    return request(false);
  }

  @Override
  public void handle(Message message, SSHPacket packet)
      throws UserAuthException, TransportException {
    if (message != Message.USERAUTH_60) {
      super.handle(message, packet);
      return;
    }
    SSHPacket request = request(true);
    byte[] signed =
        new Buffer.PlainBuffer()
            .putString(params.getTransport().getSessionID())
            .putBuffer(request)
            .getCompactData();
    try {
      request.putString(agent.sign(key, signed));
    } catch (IOException e) {
      throw new UserAuthException("the SSH agent did not sign", e);
    }
    params.getTransport().write(request);
  }

  private SSHPacket request(boolean withSignature) throws UserAuthException {
    SSHPacket request = super.buildReq();
    request.putBoolean(withSignature);
    request.putString(key.algorithm());
    request.putString(key.blob().getCompactData());
    return request;
  }
}
