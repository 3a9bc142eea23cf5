package io.quartermaster.sandbox.exchange;

import io.quartermaster.sandbox.faults.Fault;

/** The wire form of injected faults in one system. */
public interface FaultReplies {

  Reply throttled(Fault.Throttle throttle);

  Reply failed(Fault.Failure failure);
}
