package io.quartermaster.sandbox.exchange;

import io.quartermaster.sandbox.faults.Fault;

/** How one system says that a call was refused. */
public interface ErrorForms {

  Reply throttled(Fault.Throttle throttle);

  Reply failed(Fault.Failure failure);
}
