package io.quartermaster.settings.prerequisite.probe;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Looks at an address as a stranger does, without any credential.
 *
 * <p>Failure semantics: that nobody is there is a result; each look waits until it is interrupted.
 */
@Singleton
public class OutsideView {

  private final AddressProbe addresses = new AddressProbe();
  private final CertificateProbe certificates = new CertificateProbe();

  public Reached ask(URI address) throws InterruptedException {
    return addresses.ask(address);
  }

  public Certificate certificate(URI address) {
    return certificates.look(address);
  }

  @PreDestroy
  void stop() {
    addresses.stop();
  }
}
