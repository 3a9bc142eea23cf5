package io.quartermaster.settings.request;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the concurrent calls of one caller to all resources with this annotation. Beyond the
 * limit, a call is rejected with 429. A method that returns a stream counts until it returns.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface LimitedPerCaller {}
