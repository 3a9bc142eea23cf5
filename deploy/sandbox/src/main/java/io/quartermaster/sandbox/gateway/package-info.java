/**
 * The Amazon Q routes of the AI gateway. Where the real gateway assumes the role, this one reads
 * IAM at its configured endpoint and decides as STS would.
 */
@NullMarked
package io.quartermaster.sandbox.gateway;

import org.jspecify.annotations.NullMarked;
