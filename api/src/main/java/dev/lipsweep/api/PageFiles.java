package dev.lipsweep.api;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * The dashboard's files are asked for again each time and answered 304 if their content is the
 * same. Their dates say nothing: builds are reproducible, so every version carries the same date.
 * Not the page itself: / is forwarded to its file, and a wrapped response loses its body there.
 */
@Configuration(proxyBeanMethods = false)
class PageFiles {
  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> contentTags() {
    var filter = new ShallowEtagHeaderFilter();
    filter.setWriteWeakETag(true); // a strong one forbids compression
    var registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns("/favicon.svg", "/css/*", "/js/*", "/vendor/*");
    return registration;
  }
}
