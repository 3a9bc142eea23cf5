package io.quartermaster.local.stack;

import io.quartermaster.servers.FreePort;
import java.util.List;
import java.util.stream.IntStream;

/** Several free ports at once, none of them twice. */
final class FreePorts {
  private FreePorts() {}

  static List<Integer> find(int count) {
    return IntStream.generate(FreePort::find).distinct().limit(count).boxed().toList();
  }
}
