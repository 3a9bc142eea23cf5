/** What every service demands of requests before its own code runs, and how health is checked. */
@NullMarked
package io.quartermaster.messaging.http;

import org.jspecify.annotations.NullMarked;
