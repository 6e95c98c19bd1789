package dev.lipsweep.scheduler;

import dev.lipsweep.persistence.DatabaseTest;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of the scheduler against PostgreSQL; its loops rest, the tests run them. */
@SpringBootTest(
    classes = SchedulerTestApplication.class,
    properties = "lipsweep.loops.enabled=false")
public abstract class SchedulerTest extends DatabaseTest {}
