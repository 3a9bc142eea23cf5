/** Transactional outbox: a state and its event commit together. */
@NullMarked
package io.quartermaster.messaging.outbox;

import org.jspecify.annotations.NullMarked;
